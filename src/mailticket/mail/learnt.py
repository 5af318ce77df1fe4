"""What words, kinds of words and pairs weigh in thanks, in tenths: see tests/sets/learn.py (3.9)."""

from typing import Final

LEARNT: Final = """
-19: #agreed_address -18: ?complaint ?half -17: !?half came_$ sih_$ -16: working_on -15: #me_number ?denial ?trouble
be_even dewi format is_running ready told_me write_to -14: #^_still #now_close #past_now #please_please #well&amiss
10_am ?consent ?later ?ought ?wait ^_teknisinya ada_suara boleh_$ dipun ditunggu except first_one hebat i_tried jadi_$
kuotanya teknisinya then_$ thursday -13: !?later !cross #address_past #cross_me #do_unknown #it_now #not_particle
#not_well #number_particle #particle_entry #particle_past #unknown_close #well_but ?try ^_any ^_dewis ^_ini ^_yang
are_gone berkasnya_$ blank dewis dikit do habis hal invoice_$ is_closed kali_$ nu paket running sih tidak_usah usah -12:
#agreed_agreed #close_me #cross_$ #it_trouble #later_well #not_$ #not_close #particle_please #particle_wait #past_number
#thing_but #use_particle 9 ?if ?wish ^_demikian ^_done ^_eh ^_though akun_saya alpa am_at another appears begini charger
demikian eh for_me have_sent it_connects it_worked just_now kemarin_sudah lancar_sih left left_$ lumayan lunas_ya minta
nongol not_solved nothing_$ page_$ restarted saja slow sudah_dibantu sudah_lunas tapi tapi_$ technician thanks_in that_$
the_other the_technician until yang_bisa yes_please -11: !?denial !?still !?try !?wait !notyet #address_later
#amiss_well #but_address #but_thing #close_later #come&trouble #hand_still #later_particle #other_unknown #please_use
#still_$ #well_do #you_want ^_berkas ^_ditunggu ^_is ^_sejak ^_sure all_my attached berkasnya bring but_it coba
customers dewi_$ dia_$ dibantu dihapus_$ dikit_$ do_it down forever forever_$ it_used iya kabelnya kah kah_$ ke_email
layar lemot_$ me_with mine nearly one_of pindah polis possible probably proceed ready_$ rina_already save saya_restart
sebelah sebelah_$ sudah_terkirim sure sure_$ tapi_di tapi_kok tertulis the_account the_laptop this_my tomorrow urang
used used_to works_for works_in worse worse_$ ya_pak -10: !?complaint !?ought !?question #^_try #able&do #address_doubt
#address_only #amiss_number #but_amiss #but_use #close_if #doubt_unknown #hand_little #hand_someone #if_thing
#later_past #me_doubt #not_use #notyet_$ #number_agreed #only_not #other_praise #please_try #praise_but
#question_particle #question_well #use_later #wait_only #well_it #well_notyet ?contrast ?other ?question ?still ^_biar
^_could ^_eta ^_gambarnya ^_how ^_ill ^_iya ^_kalau ^_layar ^_masih ^_menawi ^_one ^_paket ^_restarted ^_same ^_what
^_when account address address_$ advance_for any as_urgent bapak_sudah belum_nongol berapa besok_pagi box_$ brother
bu_ratna chrome diambil_$ email_saya eta everything_is for_restoring forward_to gambarnya gelap gelap_$ get_the gets
gimana gmn good_on happy_with hilang_ya is_only jangan_ditutup kabelnya_$ kirang kirim kosong lambat lanjut leave_it
light light_is lobby long_$ lumayan_$ mah_can me_and meeting_$ menawi menu my_files na okay_noted old_router one_works
other otomatis paket_sudah price price_$ rather ratna reset restoring roughly rusak_$ saja_$ satu saya_transfer show
sudah_lumayan surat_sudah taksih thank_the the_form the_instructions the_left the_light ticket_for to_a tomorrow_$ tp
tp_kok tuh urgent urgent_$ wait yang_benar yang_sudah -9: !other #^_question #amiss_$ #amiss_now #but_little #but_not
#but_still #but_trouble #cause_hand #count_well #cross_particle #doubt_amiss #doubt_it #entry_entry #hand_particle
#not_agreed #notyet #now_later #number_but #number_little #particle_cross #please_still #span_well #still_come
#wait_address #wait_it #want_thing 30th 30th_$ 5 >?consent >?enclosed >able >now ^_dipun ^_harganya ^_kata ^_katanya
^_mohon ^_reference ^_titik ^_uangnya accept_the advance aja_$ akan although an_answer any_news apa_$ as_well asked_$
be_a been_working biasanya bisa_daftar bisa_kak boleh_kak computer computer_$ dari_yang datang_ke desember di_rumah
dipotong ditangani_$ ditutup_dulu dosen_$ elektronik_sudah eleven example foto_kerusakannya fotonya fotonya_$ from_home
gambling goes harganya has_a hasilnya_$ higher his_phone hour i_cannot i_suppose i_thought in_advance in_but it_only
janjinya janjinya_$ kapan kasih_sebelumnya kerusakannya lambat_$ link_$ lisensinya live_streaming long malam_saya
masih_sama masuk_ke menunggu menyusul menyusul_$ mostly nanti_malam need_$ no_answer not_working on_it other_printer
per_1 provider provider_$ reference refund_$ rumahnya rusak saya_akan saya_input says screen_$ sejak shop_$
silakan_diproses staging streaming streaming_misa suara sudah_seminggu suppose that_works the_30th the_blue the_meeting
the_offer the_price tua_seperti tulisan tulisan_$ ukuran visit wae wait_$ with_a would_like ya ya_kak you_at your_answer
-8: !?contrast !?if !?other !?wish !cause #able_do #able&other #address_trouble #address_use #amiss_amiss #but_all
#clear_thing #come_again #do_particle #hand_you #it_other #little_but #little_other #me_please #me_wait #me_want
#not_praise #not_thanks #number_wish #other_trouble #particle_later #particle_notyet #particle_trouble #past_do
#past_question #please_agreed #praise_if #praise_well #someone_praise #span_past #still_wait #thing_amiss #thing_past
#thing_you #trouble_address #trouble_all #try_later #use_me #well_other #wish_particle 05 9th >?try ?doubt ?enclosed
^_bapak ^_bintang ^_do ^_foto ^_he ^_if ^_itu ^_kula ^_layarnya ^_lucu ^_menindaklanjuti ^_ngan ^_now ^_only ^_tp
^_website ^_will acara account_$ and_let anticipation atas atas_perhatiannya batas biar bikin_pusing bisa_print blank_$
blue branch came closing_my consider_this could_be cv dark date dicoba dihapus dipakai ditutup_$ done_$ drops durung
eleven_days email error_$ escalating escalating_this export_matches for for_closing for_escalating generous half_of hand
hijau hitung hour_$ i_will i_would ilang in_anticipation indak is is_blank is_one is_ready is_slow is_the it_again it_be
it_has iya_$ iya_boleh jatuh jl jl_$ kades kalau_gitu kan_$ kantor_$ keperluan kesediaan_bapak keyboard kok kula
lahirnya lai lai_$ lampiran_$ late_$ layarnya live loads logo look_forward mah mark masih_pakai matches matches_to
mati_lagi may_$ medal medal_$ menindaklanjuti mistake mistake_$ mohon money_$ moving my_colleague my_order nama_cv
nanti_saya new_office news_$ ngan nggih_$ nilai_kelas no_$ not not_close not_really not_think number_is of_what of_year
once_the one or outage outage_$ pakai_yang perhatiannya pesanan_sudah plan plan_$ proceed_with pundi pundi_nggih punya
rapat_sudah report_back restart ruang rumah_$ sama_sekali same satu_lagi says_$ screen sebelumnya sebelumnya_$ seems
seharian seharian_$ senang seperti_saya shall shows_my signature sinyal sk somebody still_red sudah_dipotong
sudah_ditangani sudah_habis temen temen_saya tgl the_9th the_branch the_name the_sound they thing_$ tidak_$ tinggal_yang
to_get told tombol untuk_keperluan very_generous visit_$ want was_able when_the yang yang_bikin yang_di yang_masih
you_in you_made -7: !?do !?only !do !only #^_agreed #^_notyet #able_wait #all_me #amiss_praise #cause_cause #cause_come
#cause_little #cause_not #clear_little #come_amiss #come_but #count_again #doubt_not #entry_amiss #entry_little
#entry_particle #glad_again #glad_if #if_able #it_hand #it_it #later_$ #later_do #later_span #later_try #me_hand
#me_tried #not_thing #notyet_able #now_clear #now_trouble #number_$ #number_come #only_$ #only_entry #only_little
#only_unknown #other_agreed #particle_if #particle_still #particle_want #past_address #past_later #please_particle
#question_address #someone_$ #span_particle #thanks_past #thing_later #thing_me #thing_still #try_again #unknown_hand
#wait_do #wait_particle #wait_use #want_it #well_cross #well_try #well&number #wish_able #wish_span 20 412 >?complaint
^_alamat ^_alangkah ^_another ^_barang ^_belum ^_by ^_glad ^_hari ^_hopefully ^_indak ^_kapan ^_lanjut ^_lanjutkan
^_lets ^_mudahmudahan ^_mung ^_nama ^_namun ^_neither ^_pas ^_passwordnya ^_rapat ^_selebihnya ^_terus ^_tutup ^_yes
a_refund a_short a_spare access_$ ada_waktu ada_yang administrator ahead aja_sampe akhir akhir_bulan akun alangkah
alangkah_baiknya allergy am_happy an antar antrean apakah arsip as_lightning asked at_least barang before_$ belum_$
belum_bisa birth blender bukan bulan card_details carrier coba_dulu come_out depan desa_sudah details di_bagian
di_lantai di_laptop dia dibantu_$ dikirim dilayani diminta ditanyakan_$ do_that doang_yang dulu_ya email_$ email_aja
emailna extend find find_the floor_$ for_passing for_wasting give go_ahead half harga he_left heads heads_up hopefully
i_cant i_got id_rather instal invoice is_empty is_it is_quick it_and it_can it_must juta_dari kalau_bisa kali kamis
kamis_jam katanya ke_spam kind_of klo kok_hilang lanjutkan laporan_kosong laporkan_ke least left_his lembar lets_do
lightning loket_$ lunas march_$ mawon mawon_$ me_the message misa mudahmudahan mung my_complaint my_day my_money naik
namun nanti_sore neither network news now_the ntar nurses off_$ offer offer_$ oh_iya oliver on_again on_wifi one_hour
open_a open_it other_one pages passing perbaikan petunjuknya printer_is quick_as rapat really_$ recording room_$
saya_coba saya_kirim saya_puas saya_tertulis says_it sebelumnya_atas second_floor second_option sedikit see_it
selebihnya send seragam serial sing singapore sisan sound sounds_like stays still submit_ulang sudah_dicoba
sudah_kembali sudah_saya tag taken teknisinya_ramah ternyata_bukan ternyata_harus the_desk the_guest the_heads
the_invoice the_network the_password the_serial tidak_jadi to_your tolong_ya trying uangnya volume warna wasting way
we_need wib working works_on wrong wrong_$ yang_diminta year_4 yes yesterday_$ you_to -6: !span #address_again
#address_cross #agreed_use #all_span #but_other #but_well #close_entry #close_little #come_well #come&amiss
#count_particle #count_unknown #cross_amiss #cross_now #doubt_doubt #entry_not #glad_little #hand_past #if_address
#if_little #if_past #it_particle #it_please #later_me #little_able #little_close #little_hand #little_thing #me_praise
#now_doubt #now_past #now_tried #now_wait #number_if #only_come #only_count #other #other_again #other_me #other_still
#particle_again #past_count #span_question #still_count #still_little #still_not #thanks_later #thanks_not #thing_cause
#thing_glad #thing_please #trouble_$ #unknown_count #unknown_me #unknown_only #use_amiss #use_but #use_entry
#use_question #well_if #well_use #wish_cross 17 412_data 5_$ 50 5b >?half ^_apakah ^_at ^_attached ^_besok ^_cuma
^_customers ^_did ^_fingers ^_fotone ^_gimana ^_go ^_hanya ^_it ^_kabelnya ^_kasir ^_looking ^_minta ^_rina ^_setuju
^_staging ^_tetap ^_tetep ^_tuesday ^_upami ^_warnanya ^_your a_bit a_code a_touch ada ahead_$ ahead_with aja_deh
akun_yang all_week am_still another_error apart apart_from are at_$ at_all atau banner banter bareng batal be_nice beda
before belum bendahara berapa_$ besok_ya boleh_minta came_back carane cent charged closing complaint_$ crossed
data_siswa date_of delete dereng di_komputer diambil diamond dikasih diperbaiki ditambah ditunggu_$ do_$ documents
doesnt double durung_metu email_sudah empty example_$ figure fingers fingers_crossed fitur folder_bersama for_dewi form
form_is foto fotone from_you gantian gercep_sekali getting glad_it gone_$ good_$ gudangnya hanya_saja hari_kamis hati_$
have_the hear_from hearing_from his i_restarted id_be if if_it if_the ill_let in_a in_hall in_writing indah indah_sekali
ini_nomor is_dead is_down is_still it_as itu jadi_rusak jam_berapa jumat jumat_$ just kabaca kalau_mau kapan_kirakira
kasih_tidak keep_me kelas_5b kirakira kirim_$ kosong_$ kota kumat kumat_lagi lanjut_aja lanjutkan_$ laporkan lembar_$
let_me lihat like_the looking_forward love_the lusinan machine mah_teu malah mbps_aja me_posted melati metu mobile
more_thing mutasi my_manager my_old name next nice_to not_understand noted_with now_and nyoba obengnya
obengnya_ketinggalan of_birth of_last one_more option order_$ otherwise panas passing_this pc_$ pelayanannya_$
perawat_di petugas piye please_do posted posted_$ promised puas_$ ramah_sekali rank rather_than rebutan remains reply
restart_$ restarted_it ruang_rapat sabtu sampai_akhir sampai_di saya saya_laporkan saya_tunggu scanner segera
sejak_diganti semoga_bisa setelah_saya setuju_pak siang silakan_direset silent silent_$ sing_durung sinkron_$ sore_saya
sound_$ spam_$ speaker sudah_cepat sudah_jalan suits suits_us swantene tapi_terima technician_$ teknisinya_datang
teknisinya_sudah tempat_saya terima_dengan the_cent the_label the_same the_second the_wall those thursday_$
tinggal_nunggu to_hearing tolong tolong_sekalian tunggu turn uangnya_sudah ulang unit untuk upami wall warnanya wasnt
what_i while wont works write writing ya_$ yang_punya yesterday you_asked you_find -5: !count #^_count #address_agreed
#again_thanks #agreed_unknown #amiss_hand #amiss_it #amiss_thing #cause_only #come_later #degree_little #entry_it
#glad_praise #hand_again #it_come #little_trouble #me_only #not_fault #other_little #particle_other #particle_question
#please_come #please_entry #please_other #question_unknown #thanks_now #trouble_again #try_now #unknown_doubt
#unknown_please #unknown_still #use_trouble #wait_agreed #want_address #well_question #well_span #well&do #you_hand 0_$
2_behaved 2_sudah 2023 2023_$ >wish ^_both ^_example ^_however ^_lha ^_mau ^_mine ^_sampai ^_since ^_suami ^_thanking
^_tiga ^_transaksi ac_ruang ada_di ada_kabar also and_see anticipation_of apparently attached_$ auditors baiknya bapak_$
behaved_perfectly being bergaris berita biayanya biayanya_$ bingung bingung_$ bit_of bonusnya by_the cepat coba_$
colleague_was come cost_us days_and dewi_sudah di_halaman di_loket dibuatkan dibuatkan_akun dihubungi done empty_$
five_modules fourth gives_me habis_$ hall_2 has_not have_not hitch hold hold_$ however i_noticed ill_wait in_one ingin
instructions it_says jaringan jawaban kasih_sudah kata ke_halaman ke_kantor ke_rumah kebaca_$ komputer_saya lebih lha
lia lol_$ lucky lucky_$ manager masih_yang masuak_$ mbak_lia me_in meeting memang_harus meter minta_nomor mitra modules
modules_now my_timetable namun_hasil ngerjain nobody_has noticed now_thank nyangkut of_it of_the of_your opsi over_the
paham_$ paket_yang password_wifi penuh_$ piye_$ puas_sekali punya_dewi rate ribet sama_satu sampai_$ saya_ke selanjutnya
selasa senang_dilayani separuh separuh_$ setuju sudah_naik technician_came teknisinya_$ ten_minutes terkirim
ternyata_cuma thanking thanking_you the_mouse the_weekend the_wrong tidak_ada tiga_hari time_lucky timetable_shows
transaksi trouble tugas turun use versi warna_biru we_had which will wonten ya_biar yang_baru yang_betul yang_perlu
yang_sekarang yang_versi yang_warna 5: #^_praise #able_not #agreed_wait #bare_unknown #but_particle #come_$ #do_address
#glad_span #greeting_it #greeting_praise #it_amiss #me_sorry #now_please #now_well #number_address #number_someone
#particle_able #particle_thanks #past_hand #praise_past #sorry_now #thanks #thanks_come #thing_it #unknown_it
#want_question #wish_$ #wish_glad 14a 14a_$ 214 3_sudah 86 >?contrast >again >greeting >sorry ^_anand ^_arrived ^_berkat
^_best ^_bpjs ^_but ^_cache ^_chapeau ^_confirming ^_dept ^_doreen ^_file ^_for ^_gapapa ^_got ^_honestly ^_hore ^_joss
^_kirain ^_leave ^_makes ^_moodle ^_mugimugi ^_n ^_panjang ^_peace ^_re ^_resi ^_sangat ^_sat ^_sertifikatnya ^_smoga
^_strand ^_subject ^_tadinya ^_that ^_tim ^_wassalam ^_wow a_happy a_million a_restful abang_$ absen_sidik again_after
aid all_nine an_engineering anak_kami anand anand_$ angkanya answer_on antrean_online apaapa_kak api app_runs arif
arif_$ arrived_a assalamualaikum atas_kesabaran atas_pelayanan awak baca bagus_sekali baik baliak baliak_$ bantuannya_$
bantuin bantuin_dari baris beautiful beautiful_$ begitu_caranya berasnya berasnya_$ birth_certificate bu_operator
bun_berasnya cache_doang came_through can_be cancelled certificate certificate_is chapeau chapeau_$ checkin could_not
customer_$ cutinya dari_kmrn dates day_early dear_it degree degree_$ dengan_baik dengan_ini dept dept_$ desain disambung
disambung_ulang dispatch dispatch_$ ditinggal doang_$ doctors donor doreen doreen_$ dropped dropped_off duplicate_charge
engineering engineering_degree enough_$ erapor euy everyone_at expect_an expected eye filing finally_$ finance
from_everyone gaji gan_$ gapapa gercep_$ godang_$ gokil_$ grumpy grup guide guys happy_customer happy_days have_read
hearing_aid holiday_$ honestly_did hore hore_bisa husband_said i_honestly indeed_$ info ini_saya invoice_bulan it_could
it_off it_should it_twice iya_benar jawabnya jawabnya_$ jg_$ joss juga just_wanted kak_budi kartu kasih_kembali kasih_om
kebalik kelas_$ kemarin_$ kesabaran_bapak kesabarannya khairan_atas kind_help kmrn_$ kopi kulo langsung_saya last_years
le lega_$ lg_$ licence life life_$ lifesaver_$ link_came lovely_$ lurah many_thank mas_arif matter_of maturnuwun_pak
menuntun menuntun_saya merah_lagi meteran_$ million moodle moodle_sudah more_questions much_appreciated much_better
much_indeed mudah mudah_dipahami mugimugi muncul_di n_$ neft never ngebut_$ nggih_mas not_a not_be not_expect noted_kak
now_correct nya_sudah oh_begitu om om_$ orders panik pass_on password_barunya password_works penggajian perfect_$
problem_gone profil pusing rahmi rahmi_$ re re_$ received_and reset_link restful restful_weekend retno ruangan
running_again runs runs_again sabar saking sama_csnya say say_that saya_agak saya_lewat seat_14a sehat_selalu sejam
sekali_jawabnya sekeluarga_lega sendiri sepuh service_$ sesuai_meteran sirs sirs_$ smoga smooth_$ solved_$
splendid_service straight_away strand strand_$ struk subject_$ sudah_aman sudah_bantuin sudah_keluar sudah_usaha superb
tagihan_listrik tepat_waktu thank_for thanks_bro the_birth the_duplicate the_licence the_little the_lost the_matter
the_missing the_neft the_old the_screenshot tidak_apaapa title to_me to_reply tutorialnya untuk_tim utuh_tidak vacuum
vacuum_$ very_grateful wanted_to wassalam wassalam_$ week_$ went_through wes which_i whoever wonder working_again wow
yang_aktif you_told your_prompt 6: !all !close !praise #able_thanks #able&thing #address_address #address_hand
#again_all #agreed_little #all #amiss_cross #amiss_not #cause_past #clear_me #come_entry #glad_able #glad_use #glad_wish
#glad_you #later_agreed #later_thing #later_wait #little_all #little_entry #little_praise #little_try #me_come #me_still
#now_$ #now_glad #now_want #number_number #number_only #number_span #only_use #other_now #particle_come
#particle_particle #past_want #please_you #praise_count #praise_degree #praise_only #question_but #question_it
#question_me #someone_fault #someone_unknown #sorry_cause #sorry_praise #sorry_unknown #span_$ #span_thing #still_thing
#thing_able #thing_number #thing_other #trouble_it #try_unknown #unknown_cause #unknown_sorry #unknown_well #use_praise
#use_span #use_thanks #want_me #want_unknown #well_$ #well_all #well_only #well_thanks #well_want #well_you
#wish_greeting #wish_thanks #wish_use #you_past *cause *close 100 12ms 200 500 >count >later >tried >try >you ^_86 ^_a
^_admin ^_ah ^_antrean ^_aoife ^_api ^_aplikasi ^_appreciate ^_baru ^_beautiful ^_bukan ^_cepat ^_close ^_dorothy
^_exactly ^_friend ^_hasil ^_ibuibu ^_internetnya ^_jazakumullah ^_kalian ^_kepala ^_kuota ^_lima ^_loginnya ^_lol
^_lovely ^_marvellous ^_mrs ^_much ^_my ^_nek ^_nga ^_nggih ^_nice ^_nota ^_oke ^_ooh ^_paspor ^_pelanggan ^_pembeli
^_perawat ^_perfect ^_perihal ^_petugasnya ^_ping ^_puji ^_rahmi ^_rekaman ^_reportnya ^_sanang ^_sent ^_splendid
^_subscription ^_tagihannya ^_taunya ^_temanteman ^_till ^_token ^_ttd ^_visa ^_wassalamualaikum ^_wonder ^_would
^_young ^_yth a_straight absen accept access ada_suaranya adem admin_$ admin_ppdb after_you akun_dosen akun_mahasiswa
alhamdulillah_ya all_five always_dns ambo ampun aoife aoife_$ apa_selain api_keynya apologies are_$ are_in are_very
arisan arrived_and atas_pencerahannya away back_and baik_bu baik_pak barunya barusan be_$ be_all beli biasa_pelayanannya
bintang_lima bisa_ditutup bisa_juga bisa_submit bisa_terima bless boarding boarding_pass bolakbalik booking cabang cache
cached cak calculator cancelled_$ caranya_$ cek_$ charge charm_$ checking checkout click click_on client coba_pakai
committee committee_$ confirmation confirming connected connected_$ content corrected council crew cuma cut cut_off da
da_$ dana daring data_$ days_$ dear debt debt_$ deh_$ deleted_the deposit di_folder di_lms di_sana di_warung dicekin
digital dilepas dimas dimas_$ dimengerti dimengerti_$ diperiksa diproses_$ divisi divisi_$ document_$ dorothy dorothy_$
dulu_$ duplicate each_other efaktur ends error euy_$ everybody everything_i everything_scans explaining_$ explanation_$
extra eye_$ fair_enough families firewall firewall_$ firmware fixed_$ for_$ for_checking found friend friend_$ from_a
further_$ gapapa_kok garansi gitu_toh go godang gorgeous gorgeous_$ gratitude gratitude_$ great_$ grup_$ guru guys_$
had_pulled had_the hadnt happy having heart hi_team hihi hihi_$ hurufnya husband i_hadnt i_wanted ibu_petugas ibuibu
impressed impressed_$ in_ten in_the informasinya informasinya_$ internetnya_sudah is_always is_as is_back is_gorgeous
is_on is_saying is_showing is_straight it_painless it_so it_uploaded jalan_$ jazakumullah jazakumullah_khairan
jernih_sekali jiwa jiwa_$ job_$ just_as kado kak_saya kang kang_$ kasih_godang kasih_kepada kasih_mbak
kasih_penjelasannya kasih_sekali kasih_tim ke_semua kebuka_ruang keep kelar_$ kendala_$ kesabaran ketik keynya
kira_bakal kitas kok_kak kpr kuota kurang_satu lagi_di lah_bisa laksanakan_$ langsung_jadi laporan_persembahan laundry
lega_rasanya like_you linguistics linguistics_$ listrik listrik_sudah little little_eye lms logged_in login lol_it looks
lost_pension lot_$ lovely maaf maap_ya magic mahasiswa_$ malih malih_$ man_was mantap_$ mantap_jiwa marvellous
marvellous_$ mas_yusuf masalahnya_$ maturnuwun_$ me_again meant melbourne memberkati mengarah mengarah_ke menghadapi
mengucapkan mengucapkan_terima mesin monitor most mrs much much_obliged mulai mum muncul muncul_lengkap my_calendar
my_card my_mum my_pension my_side nama_saya nek nga ngaco ngaco_$ ngebut ngopi nia nia_$ nice_one night_$ njenengan
normal_kembali normal_lagi notice now_reach nyala_lagi obliged_$ of_linguistics of_wonders off_and oh_brilliant on_leave
onboarding onboarding_laptop once_i one_click ooh ooh_gitu opening our out_for p p_$ padlock pagi paham_kenapa painless
painless_$ paper parking parkir pasang_$ paspor paspor_saya password_reset pegang pelanggan pelanpelan pembeli
penggantinya_sudah penjelasannya pension_months perawat_senang perihal perihal_$ perpus persembahan pertanyaan
pilih_yang ping_12ms pint please_pass plugged plugged_in polite presensi problem problem_$ prof proud puji puji_tuhan
pulled_the quiet quite rapi_$ receipt receipt_of recognises recommend regards rekaman rekaman_kuliahnya rekening repair
reportnya responnya responnya_$ responnya_cepat return ribu ribu_$ right_you ruang_zoomnya rw sabar_menghadapi
sabar_sekali sae_sanget salah_ketik sampe sanang sangat_terbantu sanget_pak sareng satu_divisi satusatu satusatu_$ saved
saya_ganti saya_jadi saya_paham saya_sekeluarga saya_senang saya_sendiri saying saying_something scans scans_$ seconds
seconds_$ see see_my sehat2 sehat2_trs sekeluarga_mengucapkan selain selalu_untuk selamat_siang seminggu semua semula
sendiri_$ seneng_sekali service ships side_$ simrs sini_$ sip_$ sir sir_$ slept solved something_$ sorry spare_$
splendid ssl stabil staff statement straight_$ straight_answer suaranya_$ subject submit_tugas submitted subscription
subscription_cancelled such sudah_absen sudah_bapak sudah_berhasil sudah_dicekin sudah_diganti sudah_kebuka
sudah_kekirim sudah_kulo sudah_sesuai suhu sukses_selalu swift sync syukur tablets tadi_jam tagihannya tahu_harus tangan
tanggal tarif taunya teh_$ teknisi temanteman terbantu terbantu_$ terbit_$ terkirim_dan thanks_mate that_fixed
that_makes the_corrected the_document the_file the_firewall the_gate the_laundry the_letter the_onboarding the_passport
the_pdf the_tablets their them this_one though_$ through_this ticket_boleh tidak_pernah tidak_tahu till_on timnya
timnya_$ to_all to_confirm to_let to_spare to_thank toh trs ttd ttd_$ tugas_di tuhan_$ tuhan_memberkati tuntas tuntas_$
two uda ukurannya very_helpful visa voice_on waktu_$ waktunya waktunya_$ wassalamualaikum web_$ webhook weekend_$
went_out wifi_di with_gratitude without wonder_of wonders wonders_$ working_$ works_$ worry would ya_admin ya_ampun
ya_guys you_are you_both you_pak you_said you_so your_debt your_explanation your_support your_swift yth yth_$ zoomnya
zoomnya_$ 7: #^_fault #address_glad #agreed_please #amiss_trouble #amiss_unknown #amiss_wait #but_$ #but_past
#cause_notyet #cause_thing #clear_clear #clear_question #come_number #come&number #count_now #cross_someone #do_all
#fault_little #greeting_address #little_sorry #little_tried #me_again #me_span #me_trouble #not_unknown #now_agreed
#only_fault #only_later #only_number #other_number #other_only #other_well #particle_but #particle_you #past_particle
#past_unknown #sorry_$ #sorry_if #span_now #thanks_again #thing_all #thing_well #trouble_unknown #unknown_degree
#unknown_entry #unknown_greeting #unknown_wait #unknown_you #use_do #use_use #well_not #well&trouble #wish_address
#wish_unknown #you_not *come 500_$ >cross >please ^_after ^_ajaib ^_alumni ^_bagus ^_baik ^_begitu ^_berhasil
^_berkasnya ^_booking ^_brilliant ^_bu ^_bye ^_diterima ^_dr ^_dulu ^_fibres ^_formulir ^_going ^_gokil ^_great ^_issue
^_kak ^_kudos ^_library ^_logged ^_maaf ^_mantap ^_paketnya ^_phew ^_respect ^_rosalind ^_saldo ^_salut ^_seat ^_sejauh
^_sekarang ^_selamat ^_server ^_slept ^_tom ^_truk ^_tuhan ^_tysm ^_wah ^_was ^_well ^_wes ^_wish ^_with a_patient
a_rare a_single abdi accepted_the account_and accounts ada_kendala ada_pertanyaan add ah ah_$ ajaib ajaib_$ akhirnya
akta alhamdulillah_bisa alive_$ already_synced also_$ am_grateful ampun_ternyata and_on and_so and_there and_your
answers apologies_$ app appreciate_it appreciated appreciated_$ asuransi at_the atas_waktunya away_$ back_online baik_$
bantuan_pertama bantuannya_kami banyak_ya beeps believe benar_$ berarti_$ beres_kak bersama_$ bisa_deui bless_ya
brilliant_mate buat_tim budi budi_$ buka buka_simrs buku_sudah cable_$ calm cara_ganti caranya care cbt cek cepat_sekali
charge_$ charm_now chat checkout_$ clients closing_the code code_$ compliments cried cried_$ cukup_sekian cuma_sebentar
cuti dan_stok dari_kemarin dari_tadi delighted delighted_$ diakses diakses_$ dipindah dipindah_ke discount document
domain_email domain_mail downloads dr_$ duaduanya_$ easy easy_$ engineer_has enjing enough error_500 every_browser
everything_$ explains export_opens fantastic_support feeling_silly fibres fits flying following following_your
for_spotting formulir forward gagal gas_is god_bless gokil good_job google grateful_$ guests hahaha hahaha_$
has_accepted has_come her hi_$ honestly hope hormat_kami hormat_saya hosting hotel_voucher hubungi humming i_followed
ibu ibu_bapak ikut_senang in_under including including_the ini_$ ini_aman is_$ is_brilliant is_well it_out jadi_amal
jam_11 jelas job_offer just_closing kabeh kacamata kalender_$ kalian kami_kira kampus_already kasih_bang kasih_nggih
kasirnya kencang keren keren_$ ketemu_$ khairan kitas_suami know kotak krs kudos lag lagi_dari landed landed_$ lapor
lemot_lagi lengkap_dan letter_$ lewat_telepon library lima linknya load logged loh longgar longgar_$ lost lot love_you
lovely_work lunch lunch_$ maap mailbox makes_sense man_who maneh mantap marketplace marketplace_dan masjid masmas
masuk_semua mau_ditanyakan mbak me_now me_through membalas_kebaikan menangis menit migrasinya migrasinya_smooth min_$
minutes_and misread misread_the more much_$ muncul_lagi my_clients my_compliments my_first my_late my_son myself nak_$
name_and new_domain nih_bang not_have obliged of_twenty ok_deh old_one on_a open_the opened_at opens_$ opens_and
order_sudah paid_in pak_teknisi paket_domain pasrah pasrah_mau passport patient pdf pdf_$ pencerahannya pencerahannya_$
pertanyaan_lagi perusahaan perusahaan_$ phew phew_$ phone_$ pls pokoknya ppnnya printer_$ priya priya_$ problem_solved
properly protes proyektor pulih_$ questions questions_$ rare_sight rasanya_$ records refund_landed regards_$ removed
renewed respect respect_$ restored_$ rosalind router row sae sae_$ said_it salah salam_$ salam_dari salut
sampai_menangis sana sangat_jelas saya_happy saya_minta saya_sampai saya_sudah screenshot_$ sedaya sejauh sejauh_ini
sekali_wkwk sekarang_sinkron sekeluarga sekian sekolah selesai_dan semalam semoga_jadi semoga_sehat semua_$
senang_sekali seperti_saran server setelah_cache seventyeight shows_all sight sight_$ simrs_bang since since_your sistem
so_happy so_much son son_can sore_$ sorry_sudah splitter spot_on spotting spotting_it stairlift stok_toko sudah_cek
sudah_disetujui sudah_kami sudah_kelar sudah_lancar sudah_mau sudah_oke sudah_pasrah suratnya_$ swapping swapping_the
synced tadi tagihan_air tanda td teh telepon_$ tepat terbaca terbaca_$ terkirim_$ ternyata_belum text thanks_again
thanks_and thanks_team thanks_to that_answers that_explains the_audit the_cat the_help the_mailbox the_stairlift
the_trick the_twofactor the_vpn the_white the_whole to_say toko_sekarang toko_sudah tokonya tom_$ tone top_deh traktir
trick truk truk_bantuan tu tuhan tuhan_membalas tutup_$ twenty_$ two_hours twofactor tysm tysm_$ uang_pensiun ujian
ujian_cbt umur upload usaha vanished very_clear very_good video vpn_connects wa wah was_looking web were_spot
white_screen whole wifinya with_you within_a work_$ worries_$ yang_mau you_and you_cannot zoom 8: !sorry # #^_degree
#all_it #all_unknown #amiss_come #amiss_me #clear_$ #clear_address #close_$ #come_address #come_come #come_particle
#come_unknown #count_count #count_later #count_span #cross_address #cross_thing #glad_past #it_all #little_come
#little_me #little_particle #me_able #notyet_use #number_me #number_past #number_please #particle_glad #particle_thing
#past_close #past_you #praise_praise #span_it #thanks_degree #thanks_thing #thing_again #thing_close #thing_fault
#thing_thanks #trouble_number #trouble_well #unknown_agreed #unknown_clear #use_well #well_come #you_$ *fault 10_$ 11
12_$ 71 >want ^_akses ^_aman ^_apologies ^_awesome ^_bliss ^_client ^_confirmed ^_danke ^_everybody ^_everythings
^_false ^_five ^_fix ^_god ^_grazie ^_hatur ^_internet ^_kelar ^_keren ^_lah ^_love ^_lunas ^_malu ^_maturnuwun ^_mood
^_nilainya ^_of ^_oma ^_option ^_paham ^_pantesan ^_rahajeng ^_rancak ^_rapi ^_responnya ^_siaran ^_sir ^_sister ^_such
^_syukurlah ^_there ^_this ^_tidur ^_uda ^_yay a_charm a_lot abdi_sudah action_needed ada_keluhan akhirnya_$ akun_sudah
alarm_$ alhamdulillah_already already_fixed am_laughing amal_jariyah aman_$ anak2 apaapa approved are_delighted
are_smiling as_a as_new at_once awesome bahasa bakal balai bank banyak_pak belum_dicolok beres_semua best bingo bingo_$
bisa_be bisa_checkout bisa_dipakai bisa_login bliss bliss_$ bulan_ini cadangan cak_$ can_see card_terminal case cepat_$
cerita charm christmas christmas_$ complete_$ condition condition_$ confirmed confirmed_working cool_$ cucu cukup_jelas
dan_berhasil dan_bukti danke danke_$ dari_rumah data_di datanya_sudah desktop di_aplikasi dicolok dicolok_$ did_the
dipandu dipandu_lewat ditolak dns_$ donation donation_form dua_hari e e_$ engineer everythings exactly false false_alarm
fan_$ feel filenya filenya_$ finally fine_now first_try fix_bro found_it further_questions gangguan ganti garagara gb
god good_as good_morning good_news grazie great guest_in had hands hatur hatur_terima hilang_$ him hit hit_my humming_$
i_came i_can i_had in_214 internetnya invoices is_coming is_exactly is_live is_me is_open it_at it_really it_was jariyah
jariyah_$ jelas_sekali just_a kabel_lannya kabelnya_longgar kakak kali_kau kami_di kami_jadi kampus kartunya_sudah
kebaikan kebaikan_bapak kebuka keluhan_lagi kemarin_error kembali_semua kembali_seperti kepada kepake key kirain
lagi_kak lah land lannya lengkap lewat_wa live_$ love_it lulus maneh_$ margaret margaret_$ masalah masalahnya
masjid_sudah maturnuwun mbps_$ memasukkan menjadi_amal menyenangkan menyenangkan_$ min mobile_banking mood mr
my_scholarship myself_in nak ndak need_to new_$ nik nilainya_sudah no_further no_need no_worries nobody nol_$ note_to
now_thanks nyampe nyenyak ok_that okay_to oke oke_$ oma opens_the opens_without orang_tua orderan oven page_is pager
paham_kak pantesan pantesan_$ payment_$ pelayanan pension pensiunan_$ penting perfect problems produk program program_is
pun_$ quick_$ rahajeng rancak_bana rapi received_with refund_hit report_that resolution resolution_$ restored safe
said_$ saldonya sampai_dengan sana_$ sari sari_$ satu_angka saw saya_cek saya_mengerti scholarship seat sehat sekarang_$
selalu_$ seluruh semoga_menjadi sense sertifikatnya sesuai_$ setelah_diganti setelah_dipandu should_$ siaran sip sister
solved_it spot stars stars_from status steady sudah_$ sudah_nyambung sudah_nyampe sudah_pada sudah_terang sudah_teratasi
sungguh syukurlah syukurlah_sudah tablet_$ tahu tau telat terang teratasi teratasi_$ terminal ternyata_kabel
ternyata_memang thanks_it the_access the_donation the_engineer the_program the_sync the_tax the_vanished there_is
there_it this_$ this_time tidak_lemot tidak_nyangka to_print to_report toko tom trick_$ turned undangan under up_on
utuh_$ vanished_calendar verifikasi_$ visible vpn wifinya_$ without_any wkwk_iya worries yang_cepat yang_tidak yay
yep_works you_$ 9: #^_sorry #^_tried #^_unknown #all_$ #all_come #all_particle #amiss_again #clear_now #come_greeting
#count_praise #degree_thanks #doubt_little #glad_glad #glad_thing #if_close #me_do #not_address #not_cross #not_other
#not_want #only_want #only_well #particle_cause #past_try #praise_trouble #sorry_particle #thanks_address #thanks_but
#tried_$ #trouble_me #try_it #want_now #well_well #well&hand #wish_count #wish_thing #you_doubt *clauses3 *glad 10_would
>cause >well ^_anak ^_anakanak ^_as ^_assalamualaikum ^_bah ^_bisa ^_card ^_case ^_complete ^_data ^_dua ^_even ^_guest
^_hp ^_invoice ^_kodenya ^_komputernya ^_kulo ^_lega ^_mbak ^_merci ^_money ^_ndak ^_never ^_none ^_our ^_penjelasan
^_recommended ^_sandi ^_scanner ^_sebelumnya ^_siap ^_sip ^_skripsi ^_turns ^_wkwk ^_worked ^_you account_this akunnya
all_$ all_of ambil_di and_it angka aplikasi appreciate arahannya are_there arrived as as_you aye_$ back_in bad bad_$
bagi bah bah_$ balance banyak_$ barusan_saya been_stable berjalan betul_kata booking_is brilliant_$ bro browser bulletin
business bye bye_$ calendar case_closed checking_$ cheers_$ clearing clinic closed_ya complain complaints complete
confirm_that correctly counter dan_bisa dan_laporan dari_pagi day_$ deh delivered delivered_$ dengan_selamat di_cabang
di_hari di_tangan dibuka_dari dicetak_$ diisi director doctor emailnya_$ excellent_$ file_$ five_stars fixing
folder_spam for_fixing for_not found_my fridge front full_$ gitu grateful had_been happy_$ has_arrived has_stopped
have_made help_$ helpdesk_$ hormat hours i_feel ignore ignore_my in_full is_ok is_visible it_myself jogja kaluar
kaluar_$ kebaca_di keluhan kemarin_gagal kemarin_sore kembali_$ kenapa kepikiran kepikiran_$ kira kodenya komputernya
komputernya_sudah laughing laughing_$ login_$ lunas_$ malu_saya mampir mantul_$ marahmarah masuk_$ mboten merci merci_$
microscope my_bad my_last my_neighbours neighbours never_mind nomor none noted_$ now_with nyasar_di office_$ ok_now
on_me order_now out_the overnight_$ owe owe_you pagi_sudah paham_sekarang pbb pengiriman pernah press printed printed_$
proyektornya proyektornya_$ pula pula_$ quiz rancak recommended rekening_$ rezeki rezeki_$ round router_came salah_saya
salawasna salawasna_$ saldo_saya samasama sangat_membantu saran satisfied saya_kira saya_muncul saya_unduh
scholarship_account sehat_salawasna sekali_sudah sekali_ya selamat_$ siap smiling smiling_$ socket something stable
sudah_direstart sudah_kaluar sudah_muncul sudah_sama sukses_terus super support_$ tadi_malam tadi_sudah tadinya tahun
tax tax_form terbit tersimpan_$ thanks_a thanks_sekali thanks_thanks the_counter the_email the_lab tim tim_it
to_complain turned_out unduh uploaded urusan us_$ us_the vaccine verifikasi visible_now wah_cepat was was_the water went
wfh when_i why wifi wish working_now works_like yang_kedaluwarsa yang_penting years yep_working young_man yusuf yusuf_$
10: #^_again #able_again #again_little #again_thing #agreed_thing #all_number #all_thing #cause_particle #clear_well
#come_count #come_glad #fault_me #hand_well #little_thanks #me_now #not_count #not_past #not_question #only_amiss
#particle_all #particle_do #particle_not #past_tried #praise_$ #question_again #sorry_me #use_now #want_past #wish_you
*wish 3d 84 >all ^_akhirnya ^_akunnya ^_angkanya ^_angkatan ^_back ^_box ^_cheers ^_finally ^_good ^_hormat ^_kartu
^_kartunya ^_langsung ^_mengerti ^_padahal ^_phones ^_pin ^_problem ^_satu ^_sekali ^_semalam ^_super ^_then ^_turned
aktif_$ akunnya_sudah amal and_my angkatan anymore anymore_$ aplikasi_$ archive barusan_$ betul_$ bisa_nih brilliant
bro_$ cakep camera cheers close_this closed_$ crystal crystal_clear dari_saya direstart driver drop dua_minggu emailnya
every_patient far_so followed forgiven_$ found_the from_my gereja harus_pakai have_an helpdesk hotel_sudah in_this
instructions_$ is_right is_silent it_took it_with jd juga_$ juga_sudah just_to kami_sudah karena kekirim kekirim_$ kelar
kerja ketik_password keys kurang_titik lancar_jaya langsung_masuk lega makes mlebet modemnya nanya new_password
nggih_pak no_complaints not_one now_i now_in on_time opened opens pak_sudah penting_sekarang penyok pulih pusat ran
reach retired saldo sangat sekali_sama selalu semuanya seneng siap_$ so_good subuh subuh_$ sudah_balik sudah_di
sudah_paham sunday suratnya terima_$ tested thanks_ya that_did that_was the_certificate the_clinic the_phone the_server
through tiket_boleh to_be transcript_pdf truly typo upacara utuh was_$ well_that who wish_you without_a works_perfectly
ya_mas you_an you_saved young 11: #^_greeting #^_trouble #able_now #able_particle #agreed_close #all_wish #cause_$
#cause_use #close_address #do_number #do_someone #doubt_well #glad_$ #greeting_$ #greeting_me #me_fault #not_doubt
#not_trouble #past_come #someone_able #sorry #thing_thing #unknown_now #use_thing #want_use #well_cause #well_greeting
#wish_past >clear >little ^_3 ^_barusan ^_customer ^_every ^_fixed ^_hasilnya ^_horas ^_jelas ^_masalah ^_nothing
^_pensiunan ^_regards ^_sukses ^_truly ^_uang ^_zero a_row accepted all_day all_three along anakanak as_it balance_$
banking bapak_budi berkat cetak_$ colok dan dan_sudah deleted demikian_$ did_it disini disini_$ dns doa dream_$
duaduanya fixed fixed_ya for_once gan gembira hehe hehe_$ horas i_pass i_understand iduhelp in_my is_been is_clear
jalan_lagi jaya_$ kabel ke_saldo kendala kepasang kepasang_$ lancar langganan langsung_jalan lolos makin malu mau
mengerti_sekarang menyala messages mode needed_$ nilainya no_errors nol nothing_to off_the other_$ otp_sudah overnight
padahal pass pensiunan pertama rare salam saved_my saya_ucapkan senang_$ sertifikatnya_sudah set_$ since_tuesday
since_yesterday skripsi solved_ya sorted_now straight sudah_aktif sudah_dapat sudah_ok sudah_pulih sukses super_$
tadi_saya tea tea_$ the_best the_loop to_normal uang ukt umum unlocked_$ warga was_my within 12: #able_past #all_count
#cause_entry #cause_now #close_it #come_it #cross_well #it_clear #me_glad #now_do #particle_wish #past_use
#thanks_particle #you_wish *able *clear *thanks 10_10 >thanks ^_access ^_have ^_hehe ^_laporan ^_mahasiswa ^_nobody
^_salam ada_satu alive all_four alumni aman barcode belanja berhasil_$ bisa_buka bisa_dari bisa_upload boleh_ditutup
booked by_itself clear_now coba_dan dapur errors fine_$ fine_since forgiven got_the horas_$ hp_$ in_$ is_alive
isinya_lengkap it_prints itself_$ lancar_$ langsung_bisa lega_sekali loop loop_$ masalah_$ memang mengerti_$ mystery
ongkirnya peace puas_saya reach_me reached reached_my rina_$ saya_terima sebesarbesarnya_$ selamat silakan_ditutup
silly_$ sorted_$ sudah_sae suka tanpa telepon ternyata_salah then_your tidak_error tutup_tiket unlocked website
were_right with_thanks ya_allah you_may you_were zero 13: #able_$ #come_thing #degree_$ #entry_well #hand_use
#now_particle #wish_well * *sorry ^_bang ^_feeling ^_lengkap ^_pak ^_selesai ^_semua ^_solved ^_understood ada_lagi air
aja_tiket all_is allah_$ and and_i antrean_warga arrived_this beres_kok berhasil berkah_$ bisa_$ bisa_bayar bisa_pak
bought credited cukup_$ customer ditutup_tiket error_message fixed_it habis_sebelum helped_$ internet is_correct is_fine
is_solved it_now kasih_ya lengkap_$ mengerti ok_noted pakai phones printing_again printing_in sama_pelayanannya sandi
sudah_jelas sudah_ketemu sudah_solved ternyata_kabelnya tiket_$ works_again yang_salah yes_it 14: #able_glad
#cause_amiss #glad_me #not_amiss #particle_well #wait_again #well_praise #wish_wish *praise *well >fault ^_beres ^_mesin
^_refund ^_rupanya ^_tadi ^_tried cent_$ correct_now dibuka_$ even jaya ketemu lagi_pak lan no_more ok_pak prints_$
rupanya set_it sudah_saged sudah_tidak ternyata_hp tidak_bunyi understood_$ with_me 15: #cross_unknown #now_now
and_running close_$ consider_me is_working ke_rekening mati_$ pas_$ received_$ refundnya sekarang_sudah selisih sesuai
sudah_cukup up_and working_fine 16: #thanks_unknown #thing_agreed ^_mas alhamdulillah_$ berkah in_order it_works
langsung nyala_$ sudah_benar ticket_$ tutup_aja 17: #well_address *emoji ^_clear bpjs_$ pun saya_yang sekarang_normal
18: #use_again resolved_$ 19: clear_ya is_all 20: invoice_is 21: #well_again done_ya
"""
